/**
 * Environment for a system under test: it waits for its own parts ten times as long as a site's would. What is late on a machine that does
 * other work too is no fault of the product; the deadlines have tests of their own.
 */
export const PATIENT = {
  AFTER_SEAL_MS: '600000',
  AFTER_TRIGGER_MS: '900000',
  NO_RESULT_MS: '900000',
  NO_PROGRESS_MS: '600000',
};
