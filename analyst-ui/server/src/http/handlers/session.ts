import { getPreferences, setPreferences } from '../../accounts/preferences.ts';
import { type Session, signIn, signOut } from '../../accounts/sessions.ts';
import { createUser, listUsers, setLocale } from '../../accounts/users.ts';
import type { Hub } from '../../live/hub.ts';
import type { Tools } from '../../tools.ts';
import type { Handlers } from '../handler.ts';
import { clearSessionId, setSessionId } from '../session-cookie.ts';

type Own = Pick<
  Handlers,
  'signIn' | 'whoAmI' | 'signOut' | 'setLocale' | 'getPreferences' | 'setPreferences' | 'listUsers' | 'createUser'
>;

export function sessionHandlers(tools: Tools, hub: Hub): Own {
  return {
    async signIn({ body }, _nobody, { request, response }) {
      const { id, user } = await signIn(tools, body);
      setSessionId(request, response, id);
      return user;
    },
    async whoAmI(_nothing, caller) {
      return caller.user;
    },
    async signOut(_nothing, caller, { request, response }) {
      const session: Session = { user: caller.user, hash: caller.sessionHash };
      await signOut(tools, session);
      hub.endSession(session.hash);
      clearSessionId(request, response);
      return {};
    },
    setLocale: ({ body }, caller) => setLocale(tools.db, caller.user.name, body.locale),
    getPreferences: (_nothing, caller) => getPreferences(tools.db, caller.user.name),
    setPreferences: ({ body }, caller) => setPreferences(tools.db, caller.user.name, body),
    listUsers: () => listUsers(tools.db),
    createUser: ({ body }, caller) => createUser(tools, body, caller.user.name),
  };
}
