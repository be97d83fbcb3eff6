import type { QualityWords } from './quality.en.ts';

export const qualityZh: QualityWords = {
  allIn: '正常',
  out: (figures) => `超出控制限：${figures}`,
  comma: '、',
  limits: (low, high) => `通常为 ${low} 至 ${high}`,
  tooFew: '天数不足，暂无控制限',
};
