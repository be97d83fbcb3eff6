import type { Role } from '@h986/domain';
import { createUser } from '../accounts/users.ts';
import type { Tools } from '../tools.ts';

export const PASSWORD = 'a password for tests';

/** One account for each role, named after it, and a second analyst. */
export async function addPeople(tools: Tools): Promise<void> {
  const people: [string, Role][] = [
    ['operator', 'operator'],
    ['analyst', 'analyst'],
    ['analyst2', 'analyst'],
    ['officer', 'risk-officer'],
    ['admin', 'administrator'],
  ];
  for (const [name, role] of people) {
    await createUser(tools, { name, displayName: name, role, locale: 'en', password: PASSWORD }, 'system');
  }
}
