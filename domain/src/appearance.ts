/** Chapters of the Harmonized System that goods are declared in; 77 is kept free by the nomenclature itself. */
export const HS_CHAPTERS = Array.from({ length: 97 }, (_, i) => String(i + 1).padStart(2, '0')).filter(
  (c) => c !== '77',
);

/**
 * What a load can look like in a scan, and the chapters whose goods look so. Chapters of one class cannot be told apart by it; a chapter
 * of several classes never shows as one thing (machines of 84 come as presses, as cartons and as engines). `mixed` is more than one kind
 * of goods in one container, and what only ever travels so.
 */
export const APPEARANCES = [
  { id: 'empty', chapters: ['86'] },
  {
    id: 'mixed',
    chapters: chapters('01 05 13 14 36 43 46 50 65 66 67 71 82 83 84 85 88 89 90 91 92 93 95 96 97'),
  },
  {
    id: 'light-cartons',
    chapters: chapters('39 42 43 46 50 51 52 53 54 55 56 57 58 59 60 61 62 63 65 66 67 95 96'),
  },
  { id: 'shoes', chapters: chapters('42 64 66') },
  { id: 'electronics', chapters: chapters('37 84 85 90 91 92') },
  { id: 'appliances', chapters: chapters('84 85') },
  { id: 'bottles', chapters: chapters('15 20 22 30 33 70') },
  { id: 'cans', chapters: chapters('04 16 19 20 21 22') },
  { id: 'bagged-food', chapters: chapters('07 10 11 12 17 19 23') },
  { id: 'coffee', chapters: chapters('09 12 18') },
  { id: 'cement', chapters: chapters('25 31') },
  { id: 'polymer-pellets', chapters: chapters('39 40') },
  { id: 'big-bags', chapters: chapters('11 23 25 26 28 31 38 39') },
  { id: 'drums', chapters: chapters('13 15 27 28 29 30 32 33 34 35 36 38') },
  { id: 'ibcs', chapters: chapters('20 28 29 34 35 38') },
  { id: 'frozen-goods', chapters: chapters('02 03 04 05 16 21') },
  { id: 'fruit', chapters: chapters('06 07 08') },
  { id: 'timber', chapters: chapters('44 45') },
  { id: 'paper-rolls', chapters: chapters('47 48') },
  { id: 'paper-reams', chapters: chapters('48 49') },
  { id: 'tiles', chapters: chapters('69 70') },
  { id: 'stone', chapters: chapters('25 26 68') },
  { id: 'metal-coils', chapters: chapters('72 74') },
  { id: 'aluminium-coils', chapters: chapters('76') },
  { id: 'pipes', chapters: chapters('39 73 74 76') },
  { id: 'rebar', chapters: chapters('72 73') },
  { id: 'cable-drums', chapters: chapters('74 76 85') },
  { id: 'machinery', chapters: chapters('82 84 86 88 89 93') },
  { id: 'engines', chapters: chapters('84 87') },
  { id: 'cars', chapters: chapters('87') },
  { id: 'tyres', chapters: chapters('40') },
  { id: 'furniture', chapters: chapters('94') },
  { id: 'scrap', chapters: chapters('26 72 74 75 76 78 79 80 81') },
  { id: 'plastic-bales', chapters: chapters('39') },
  { id: 'bales', chapters: chapters('14 24 41 47 51 52 53 55 63') },
  { id: 'tank-liquid', chapters: chapters('15 20 22 27 28 29') },
] as const satisfies readonly { id: string; chapters: readonly string[] }[];

export type AppearanceId = (typeof APPEARANCES)[number]['id'];

function chapters(list: string): readonly string[] {
  return list.split(' ');
}

/** The classes that goods of a chapter can look like; none where the nomenclature has no such chapter. */
export function appearancesOf(chapter: string): AppearanceId[] {
  return APPEARANCES.filter((one) => (one.chapters as readonly string[]).includes(chapter)).map(({ id }) => id);
}
