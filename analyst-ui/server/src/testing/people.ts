import type { Role } from '@h986/domain';
import { COST_OF_RANDOM } from '../accounts/password.ts';
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
    const account = { name, displayName: name, role, locale: 'en', password: PASSWORD } as const;
    // A password of nobody's may be quick to check.
    await createUser(tools, account, 'system', COST_OF_RANDOM);
  }
}
