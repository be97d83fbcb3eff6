/** How a scanner's pictures have been from day to day; figures and units are among the words of loads. */
export const qualityEn = {
  allIn: 'as usual',
  out: (figures: string) => `out of its limits: ${figures}`,
  comma: ', ',
  limits: (low: string, high: string) => `usual: ${low} to ${high}`,
  tooFew: 'too few days for limits',
};

export type QualityWords = typeof qualityEn;
