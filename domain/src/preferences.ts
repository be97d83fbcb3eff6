import { z } from 'zod';

export const THEMES = ['system', 'dark', 'light'] as const;
export const Theme = z.enum(THEMES);
export type Theme = z.infer<typeof Theme>;

/** How one person has set the page up. Names of actions and panels are the page's own; unknown ones are kept and passed over. */
export const Preferences = z.object({
  /** Chords by action, in the place of the action's own; an empty list takes its keys away. */
  keys: z.record(z.string().max(64), z.array(z.string().min(1).max(32)).max(4)),
  /** `system`: as the browser says. */
  theme: Theme,
  /** Panels of the review desk that stand open or shut otherwise than usual. */
  panels: z.record(z.string().max(64), z.boolean()),
  /** Minutes at the pictures after which a break is suggested. */
  breakAfterMin: z.number().int().min(5).max(120),
});
export type Preferences = z.infer<typeof Preferences>;

/** Twenty minutes: about as long as aviation lets its screeners look at pictures at a stretch. */
export const DEFAULT_PREFERENCES: Preferences = { keys: {}, theme: 'system', panels: {}, breakAfterMin: 20 };
