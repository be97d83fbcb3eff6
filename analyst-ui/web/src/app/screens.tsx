import type { Locale } from '@h986/domain';
import { AccountsScreen } from '../accounts/accounts-screen.tsx';
import { AuditScreen } from '../audit/audit-screen.tsx';
import { DeclarationsScreen } from '../declarations/declarations-screen.tsx';
import { LaneScreen } from '../lane/lane-screen.tsx';
import { ReviewScreen } from '../review/review-screen.tsx';
import { SpellAtTheDesk } from '../spell/spell-at-the-desk.tsx';
import { TrainingScreen } from '../training/training-screen.tsx';
import { useApp } from './context.ts';
import { LocaleSwitch } from './locale-switch.tsx';
import { Menu } from './menu.tsx';
import { hrefOf, screensOf, useRoute } from './route.ts';

/** The header, and the screen that the address names. */
export function Screens({ changeLocale }: { changeLocale(locale: Locale): void }) {
  const { user, words, locale } = useApp();
  const { screen: shown, scanId } = useRoute(user.role);
  return (
    <>
      <header className="top">
        <strong className="brand">{words.appName}</strong>
        <h1 className="visually-hidden">{words.screens[shown]}</h1>
        <nav aria-label={words.screensTitle}>
          {screensOf(user.role).map((screen) => (
            <a key={screen} href={hrefOf(screen)} aria-current={screen === shown ? 'page' : undefined}>
              {words.screens[screen]}
            </a>
          ))}
        </nav>
        <span className="grow" />
        {user.role === 'analyst' && <SpellAtTheDesk scanId={shown === 'review' ? scanId : null} />}
        <span className="dim" title={words.signIn.signedInAs(user.name)} data-testid="user">
          {user.displayName || user.name} · {words.role[user.role]}
        </span>
        <LocaleSwitch {...{ words, locale, changeLocale }} />
        <Menu />
      </header>
      {shown === 'lane' && <LaneScreen />}
      {shown === 'review' && <ReviewScreen scanId={scanId} />}
      {shown === 'declarations' && <DeclarationsScreen />}
      {shown === 'audit' && <AuditScreen scanId={scanId} />}
      {shown === 'accounts' && <AccountsScreen />}
      {shown === 'training' && <TrainingScreen />}
    </>
  );
}
