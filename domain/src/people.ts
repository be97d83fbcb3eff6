import { z } from 'zod';

export const ROLES = ['operator', 'analyst', 'risk-officer', 'administrator'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const LOCALES = ['en', 'zh-CN'] as const;
export const Locale = z.enum(LOCALES);
export type Locale = z.infer<typeof Locale>;

export const UserName = z.string().regex(/^[a-z][a-z0-9._-]{1,31}$/, 'user-name-shape');
export const Password = z.string().min(10, 'password-too-short').max(200);

export const User = z.object({
  name: UserName,
  displayName: z.string().max(100),
  role: Role,
  /** Of the screens; null until somebody has asked for one: then it is the browser's. */
  locale: Locale.nullable(),
  disabled: z.boolean(),
});
export type User = z.infer<typeof User>;
