/** As `readings.en.ts`. */
export const readingsZh = {
  readingStage: { first: '初读', second: '复读', panel: '会审' },
  readings: {
    notFinal: '非最终结论',
    takeNext: '领取下一份扫描',
    noneWaits: '没有等待您判读的扫描。',
    inspection: (scope: string) => `查验：${scope}`,
    whole: '整箱',
    marked: (places: string) => `标记位置（${places}）`,
  },
  consult: {
    title: '请教同事',
    ask: '提问',
    question: '您的问题',
    answer: '您的答复',
    send: '答复',
    waiting: '尚无人答复',
    mustHold: '请先占用此扫描再提问。',
    open: '同事的提问',
    asks: (name: string) => `${name} 提问`,
    answers: (name: string) => `${name} 答复`,
  },
};
