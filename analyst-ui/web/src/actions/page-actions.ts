import { THEMES } from '@h986/domain';
import { SCREENS } from '../app/route.ts';
import { action } from './types.ts';

export const PAGE_ACTIONS = [
  action({
    name: 'palette',
    group: 'page',
    on: 'page',
    label: ({ actions }) => actions.palette,
    keys: ['Ctrl+K'],
    inText: true,
    perform: (page) => page.showPalette(),
  }),
  action({
    name: 'keys',
    group: 'page',
    on: 'page',
    label: ({ actions }) => actions.keys,
    keys: ['?'],
    perform: (page) => page.showKeys(),
  }),
  ...SCREENS.map((screen) =>
    action({
      name: `open-${screen}` as const,
      group: 'page',
      on: 'page',
      label: ({ actions, screens }) => actions.openScreen(screens[screen]),
      keys: [],
      when: ({ screens }) => screens.includes(screen),
      perform: (page) => page.open(screen),
    }),
  ),
  ...THEMES.map((theme) =>
    action({
      name: `theme-${theme}` as const,
      group: 'page',
      on: 'page',
      label: ({ themes }) => themes[theme],
      keys: [],
      perform: (page) => page.setTheme(theme),
      checked: (page) => page.theme === theme,
    }),
  ),
  action({
    name: 'sign-out',
    group: 'page',
    on: 'page',
    label: ({ signIn }) => signIn.out,
    keys: [],
    perform: (page) => page.signOut(),
  }),
] as const;
