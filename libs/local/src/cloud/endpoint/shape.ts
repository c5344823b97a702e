/** Reads a parameter, or throws what is wrong with it. `at` is where it stands: `environment.variables`. */
export type Shape<T> = (value: unknown, at: string) => T;

/** A parameter that may be left out. */
export type Optional<T> = Shape<T | undefined> & { isOptional: true };

type Members = Readonly<Record<string, Shape<unknown>>>;

/** What a shape gives. */
export type Read<S> = S extends Shape<infer T> ? T : never;

type Structure<M extends Members> = {
  [K in keyof M as M[K] extends Optional<unknown> ? never : K]: Read<M[K]>;
} & { [K in keyof M as M[K] extends Optional<unknown> ? K : never]?: Exclude<Read<M[K]>, undefined> };

/** What is wrong with a parameter, before the API says by which code. */
export class InvalidParameter extends Error {
  override readonly name = 'InvalidParameter';
}

export function optional<T>(shape: Shape<T>): Optional<T> {
  const read = (value: unknown, at: string): T | undefined =>
    value === undefined || value === null ? undefined : shape(value, at);
  return Object.assign(read, { isOptional: true as const });
}

/** Text. Numbers and truth values are taken for their text, as CloudFormation's properties are. */
export function text({
  min = 0,
  max,
  pattern,
}: { min?: number; max?: number; pattern?: RegExp } = {}): Shape<string> {
  return (value, at) => {
    const read = required(value, at);
    if (typeof read === 'object') throw new InvalidParameter(`'${at}' must be text`);
    const found = String(read);
    if (found.length < min)
      throw violation(found, at, `Member must have length greater than or equal to ${min}`);
    if (max !== undefined && found.length > max)
      throw violation(found, at, `Member must have length less than or equal to ${max}`);
    if (pattern && !pattern.test(found))
      throw violation(found, at, `Member must satisfy regular expression pattern: ${pattern.source}`);
    return found;
  };
}

export function oneOf<const T extends string>(...values: readonly T[]): Shape<T> {
  return (value, at) => {
    const found = text()(value, at);
    if (values.includes(found as T)) return found as T;
    throw violation(found, at, `Member must satisfy enum value set: [${values.join(', ')}]`);
  };
}

/** A number, or the text of one. */
export function number({
  min,
  max,
  isInteger = true,
}: { min?: number; max?: number; isInteger?: boolean } = {}): Shape<number> {
  return (value, at) => {
    const read = required(value, at);
    const found = typeof read === 'string' && read.trim() !== '' ? Number(read) : read;
    if (typeof found !== 'number' || !Number.isFinite(found) || (isInteger && !Number.isInteger(found)))
      throw new InvalidParameter(`'${at}' must be ${isInteger ? 'an integer' : 'a number'}`);
    if (min !== undefined && found < min)
      throw violation(String(found), at, `Member must have value greater than or equal to ${min}`);
    if (max !== undefined && found > max)
      throw violation(String(found), at, `Member must have value less than or equal to ${max}`);
    return found;
  };
}

/** A truth value, or the text of one. */
export function flag(): Shape<boolean> {
  return (value, at) => {
    const read = required(value, at);
    if (typeof read === 'boolean') return read;
    if (read === 'true' || read === 'false') return read === 'true';
    throw new InvalidParameter(`'${at}' must be true or false`);
  };
}

/** A moment, as milliseconds since 1970: seconds in JSON, text in forms, a date in CBOR. */
export function moment(): Shape<number> {
  return (value, at) => {
    const read = required(value, at);
    const milliseconds =
      read instanceof Date
        ? read.getTime()
        : typeof read === 'number'
          ? read * 1000
          : Date.parse(typeof read === 'string' ? read : '');
    if (Number.isFinite(milliseconds)) return milliseconds;
    throw new InvalidParameter(`'${at}' must be a moment`);
  };
}

export function list<T>(shape: Shape<T>, { max }: { max?: number } = {}): Shape<T[]> {
  return (value, at) => {
    const given = required(value, at);
    // One text is a list where the wire has no lists: in query strings, and for none at all in the query protocol.
    const read = typeof given === 'string' ? [given].filter(Boolean) : given;
    if (!Array.isArray(read)) throw new InvalidParameter(`'${at}' must be a list`);
    if (max !== undefined && read.length > max)
      throw violation(`list of ${read.length}`, at, `Member must have length less than or equal to ${max}`);
    return read.map((one, index) => shape(one, `${at}.${index + 1}.member`));
  };
}

/** Members by names that the caller chooses. */
export function map<T>(shape: Shape<T>): Shape<Record<string, T>> {
  return (value, at) => {
    const members = Object.entries(objectOf(value, at));
    return Object.fromEntries(members.map(([name, one]) => [name, shape(one, `${at}.${name}`)]));
  };
}

/** Anything JSON has, as it is. */
export function json(): Shape<unknown> {
  return (value, at) => required(value, at);
}

/** Members by names that the API knows; another one is an error and never passed over. */
export function structure<const M extends Members>(members: M): Shape<Structure<M>> {
  const byWireName = new Map(
    Object.entries(members).flatMap(([name, shape]) => [
      [name, { name, shape }],
      [lowerFirst(name), { name, shape }],
    ]),
  );
  return (value, at) => {
    const given = objectOf(value, at);
    const read: Record<string, unknown> = {};
    for (const [wireName, one] of Object.entries(given)) {
      const member = byWireName.get(wireName);
      if (!member) throw new InvalidParameter(`the local AWS does not know '${join(at, wireName)}'`);
      read[member.name] = member.shape(one, join(at, lowerFirst(member.name)));
    }
    for (const [name, shape] of Object.entries(members)) {
      if (read[name] === undefined) read[name] = shape(undefined, join(at, lowerFirst(name)));
      if (read[name] === undefined) delete read[name];
    }
    return read as Structure<M>;
  };
}

function objectOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  const read = required(value, at);
  if (typeof read !== 'object' || Array.isArray(read))
    throw new InvalidParameter(`'${at}' must be a structure`);
  return read as Record<string, unknown>;
}

function required(value: unknown, at: string): NonNullable<unknown> {
  if (value === undefined || value === null) throw violation(null, at, 'Member must not be null');
  return value;
}

/** The sentence that AWS's services share. */
function violation(value: string | null, at: string, constraint: string): InvalidParameter {
  const shown = value === null ? 'null' : `'${value}'`;
  return new InvalidParameter(
    `1 validation error detected: Value ${shown} at '${at}' failed to satisfy constraint: ${constraint}`,
  );
}

function join(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}

/** `FunctionName` is `functionName`, `KMSKeyArn` is `kMSKeyArn`: so do AWS's messages and camelCase APIs have it. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
