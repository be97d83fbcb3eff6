import type { Locale } from '@h986/domain';

/** Numbers and times as people of one language write them. */
export interface Format {
  number(value: number, digits?: number): string;
  percent(share: number): string;
  /** Date and time to the second. */
  instant(iso: string): string;
  time(iso: string): string;
  /** Whole seconds as `m:ss`. */
  minutes(ms: number): string;
}

export function createFormat(locale: Locale): Format {
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23' });
  const numbers: Intl.NumberFormat[] = [];
  return {
    number(value, digits = 0) {
      // To make one takes longer than to use it a hundred times.
      numbers[digits] ??= new Intl.NumberFormat(locale, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
      return numbers[digits].format(value);
    },
    percent: (share) => new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 3 }).format(share),
    instant: (iso) => instant.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    minutes(ms) {
      const seconds = Math.max(0, Math.floor(ms / 1000));
      return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    },
  };
}
