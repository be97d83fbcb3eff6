import { ContainerNumber, type RouteInput } from '@h986/domain';

/** What an operator is typing. */
export interface OrderDraft {
  containers: [string, string];
  plate: string;
  reference: string;
  goods: string;
  hsCode: string;
  massKg: string;
}
export const EMPTY_DRAFT: OrderDraft = {
  containers: ['', ''],
  plate: '',
  reference: '',
  goods: '',
  hsCode: '',
  massKg: '',
};

export type DraftField = 'container0' | 'container1' | 'goods' | 'hsCode' | 'massKg';
type Order = Omit<RouteInput<'createScan'>['body'], 'lane' | 'trigger'>;

/** How a container number stands while it is typed: nothing is called wrong that may still become right. */
export type ContainerCheck = { state: 'empty' | 'typing' | 'ok' } | { state: 'wrong'; code: string };

export function checkContainer(text: string): ContainerCheck {
  const number = tidyContainer(text);
  if (number === '') return { state: 'empty' };
  if (/^[A-Z]{0,3}$|^[A-Z]{3}[UJZ]\d{0,6}$/.test(number)) return { state: 'typing' };
  const parsed = ContainerNumber.safeParse(number);
  if (parsed.success) return { state: 'ok' };
  return { state: 'wrong', code: parsed.error.issues[0]?.message ?? 'container-number-shape' };
}

/** As printed on doors, with spaces and dashes, to as written in records. */
export function tidyContainer(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '');
}

/** The order, or by field what is wrong with it. */
export function orderOf(
  draft: OrderDraft,
): { order: Order; faults: null } | { faults: Partial<Record<DraftField, string>> } {
  const [first, second] = draft.containers.map(tidyContainer);
  const faults: Partial<Record<DraftField, string>> = {};
  for (const [i, field] of (['container0', 'container1'] as const).entries()) {
    const check = checkContainer(draft.containers[i] ?? '');
    if (check.state === 'typing') faults[field] = 'container-number-shape';
    if (check.state === 'wrong') faults[field] = check.code;
  }
  if (first !== '' && first === second) faults.container1 = 'container-twice';

  const goods = draft.goods.trim();
  const hsCode = draft.hsCode.replace(/[\s.]/g, '');
  const massKg = draft.massKg.trim() === '' ? undefined : Number(draft.massKg);
  if (hsCode !== '' && goods === '') faults.goods = 'goods-missing';
  if ((goods !== '' || hsCode !== '') && !/^\d{6,13}$/.test(hsCode)) faults.hsCode = 'hs-code-shape';
  if (massKg !== undefined && !(massKg >= 0 && massKg < Number.POSITIVE_INFINITY)) faults.massKg = 'mass-shape';
  if (Object.keys(faults).length > 0) return { faults };

  const containers = [first, second].filter((number): number is string => number !== undefined && number !== '');
  const reference = draft.reference.trim();
  const declared = reference !== '' || goods !== '' || massKg !== undefined;
  const declaration = {
    reference,
    containers,
    goods: goods === '' ? [] : [{ description: goods, hsCode }],
    grossMassKg: massKg,
  };
  return {
    faults: null,
    order: { containers, plate: draft.plate.trim() || null, declaration: declared ? declaration : null },
  };
}
