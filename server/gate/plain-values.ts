import { isWellFormed, MAX_DEPTH } from '../../shared/domain/json';

/**
 * Whether a value in a document reads the same however often it is written and read again, and can be walked down. Goes
 * down level by level, so that no depth exhausts the stack.
 * @param asJson it travels as JSON, and at rest in another form, which lack different things
 */
export function isPlain(value: unknown, asJson: boolean): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (!level.every((each) => isPlainAlone(each, asJson))) return false;
    const containers = level.filter(isContainer);
    if (containers.length > 0 && depth > MAX_DEPTH) return false;
    level = containers.flatMap((each) => Object.values(each) as unknown[]);
  }
  return true;
}

function isPlainAlone(value: unknown, asJson: boolean): boolean {
  if (isContainer(value)) return Array.isArray(value) || isPlainObject(value, asJson);
  if (!asJson) return true;
  if (typeof value === 'string') return isWellFormed(value);
  return typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0));
}

/** A key `__proto__` becomes the prototype when it is read in one form, and is a key like others in the other. */
function isPlainObject(value: object, asJson: boolean): boolean {
  if (Object.getPrototypeOf(value) !== Object.prototype || Object.hasOwn(value, '__proto__')) return false;
  return !asJson || Object.keys(value).every(isWellFormed);
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}
