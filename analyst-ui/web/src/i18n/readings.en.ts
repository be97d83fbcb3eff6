/** Second readings, questions to colleagues, and scans that are handed out. */
export const readingsEn = {
  readingStage: { first: 'First reading', second: 'Second reading', panel: 'Panel' },
  readings: {
    notFinal: 'not the last word',
    takeNext: 'Hand me the next scan',
    noneWaits: 'No scan waits for you.',
    inspection: (scope: string) => `Inspect: ${scope}`,
    whole: 'the whole container',
    marked: (places: string) => `the marked places (${places})`,
  },
  consult: {
    title: 'Ask a colleague',
    ask: 'Ask',
    question: 'Your question',
    answer: 'Your answer',
    send: 'Answer',
    waiting: 'Nobody has answered yet',
    mustHold: 'Take the scan to ask about it.',
    open: 'Questions from colleagues',
    asks: (name: string) => `${name} asks`,
    answers: (name: string) => `${name} answers`,
  },
};
