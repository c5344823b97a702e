/** Fields of a form as they were sent: a field that was sent twice is an array. Has no prototype. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

const FORMS = new WeakSet<object>();

/** Collects fields in the order sent. */
export function createForm(fields: Iterable<readonly [string, string]>): Form {
  const form = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of fields) {
    const known = form[name];
    form[name] = known === undefined ? value : [known, value].flat();
  }
  FORMS.add(form);
  return form;
}

/** Tells a form, whose unknown fields are ignored, from a JSON object, whose unknown members are rejected. */
export function isForm(value: object): boolean {
  return FORMS.has(value);
}
