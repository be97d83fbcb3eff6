import { type Draft, fileDrafts, MAX_DECLARATIONS } from './drafts.ts';
import { createFaultList, type FaultList } from './faults.ts';
import type { FiledDeclaration } from './filed.ts';

/** A declaration nests four deep. */
const MAX_DEPTH = 16;

/**
 * Declarations from JSON: one object as `Declaration` has it, a list of them, or `{"declarations": [...]}`.
 *
 * @param text decoded already; the field of a fault is the path in the file, e.g. `0.goods.2.hsCode`
 */
export function readJson(text: string, faults: FaultList = createFaultList()): FiledDeclaration[] {
  if (tooDeep(text)) {
    faults.add('nesting-too-deep', { field: '' });
    return [];
  }
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    const line = lineOf(text, error);
    faults.add('json-syntax', { field: '', ...(line !== undefined && { line }) });
    return [];
  }
  const inner = isObject(given) && 'declarations' in given ? given.declarations : given;
  const base = inner === given ? [] : ['declarations'];
  const drafts: Draft[] = [];
  for (const [i, value] of (Array.isArray(inner) ? inner.slice(0, MAX_DECLARATIONS + 1) : [inner]).entries()) {
    const path = Array.isArray(inner) ? [...base, i] : base;
    if (isObject(value))
      drafts.push({ value, placeOf: (below) => ({ field: [...path, ...below].map(String).join('.') }) });
    else faults.add('value-type', { field: path.join('.') });
  }
  return fileDrafts(drafts, faults);
}

/** What `readJson` reads back as it was. */
export function writeJson(declarations: readonly FiledDeclaration[]): string {
  return `${JSON.stringify(declarations, null, 2)}\n`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Before the parser sees it: how deep brackets stand outside of strings. */
function tooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (inString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** The engine says where it stopped in words only, and not always; a text that ends too early stops on its last line. */
function lineOf(text: string, error: unknown): number | undefined {
  const message = String(error);
  const at = /position (\d+)/.exec(message)?.[1] ?? (message.includes('end of JSON') ? text.length : undefined);
  return at === undefined ? undefined : text.slice(0, Number(at)).split('\n').length;
}
