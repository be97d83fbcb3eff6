import { z } from 'zod';
import { Locale, Password, Role, User, UserName } from '../people.ts';
import { Preferences } from '../preferences.ts';
import { everyone, type RouteShape } from './shape.ts';

/** Signing in, how one has set the page up, and accounts. */
export const peopleRoutes = {
  signIn: {
    method: 'post',
    path: '/api/session',
    roles: 'public',
    summary: 'Sign in; sets the session cookie',
    body: z.object({ name: z.string().max(64), password: z.string().max(200) }),
    answer: User,
  },
  whoAmI: { method: 'get', path: '/api/session', roles: everyone, summary: 'The signed-in user', answer: User },
  signOut: { method: 'delete', path: '/api/session', roles: everyone, summary: 'Sign out', answer: z.object({}) },
  setLocale: {
    method: 'put',
    path: '/api/session/locale',
    roles: everyone,
    summary: 'Keep the language of the screens',
    body: z.object({ locale: Locale }),
    answer: User,
  },
  getPreferences: {
    method: 'get',
    path: '/api/session/preferences',
    roles: everyone,
    summary: 'How the caller has set the page up',
    answer: Preferences,
  },
  setPreferences: {
    method: 'put',
    path: '/api/session/preferences',
    roles: everyone,
    summary: 'Keep what is given, leave the rest as it is',
    body: Preferences.partial(),
    answer: Preferences,
  },
  listUsers: {
    method: 'get',
    path: '/api/users',
    roles: ['administrator'],
    summary: 'All accounts',
    answer: z.array(User),
  },
  createUser: {
    method: 'post',
    path: '/api/users',
    roles: ['administrator'],
    summary: 'Make an account',
    body: z.object({
      name: UserName,
      displayName: z.string().max(100),
      role: Role,
      locale: Locale.nullable().default(null),
      password: Password,
    }),
    answer: User,
  },
} as const satisfies Record<string, RouteShape>;
