/** What is changed in ReDoc's source, and why: a text that stands there exactly once, and what takes its place. */
const EDITS = [
  {
    why: 'Its own logo below the menu, the only thing it loads from another host. The link beside it stays.',
    find: 'n.createElement("img",{alt:"redocly logo",onError:()=>t(!1),src:"https://cdn.redoc.ly/redoc/logo-mini.svg"})',
    replace: 'null',
  },
  {
    why: 'The inline style sheet of scrollbars that the page does not use (`nativeScrollbars`).',
    find: 'i()(m.A,g),t.default=m.A&&m.A.locals?m.A.locals:void 0',
    replace: 't.default=void 0',
  },
];

/**
 * Makes ReDoc fit for a strict content security policy.
 *
 * @throws Error when the source no longer has what is to be changed
 */
export function editRedoc(source: string): string {
  return EDITS.reduce((text, { why, find, replace }) => {
    if (text.split(find).length !== 2) {
      throw new Error(
        `ReDoc has changed; look at the new version and adapt edit-redoc.ts. Edited was: ${why}`,
      );
    }
    return text.replace(find, () => replace);
  }, source);
}
