/** Things that will be done, by the time when: the earliest comes first. A binary heap. */
export type Agenda = Readonly<{
  add: (at: number, what: number) => void;
  /** When the earliest is; Infinity when there is none. */
  next: () => number;
  /** Takes the earliest away. */
  take: () => number;
}>;

export function createAgenda(): Agenda {
  const times: number[] = [];
  const things: number[] = [];
  const put = (place: number, at: number, what: number): void => {
    times[place] = at;
    things[place] = what;
  };
  const timeAt = (place: number): number => times[place] ?? Infinity;
  const copy = (from: number, to: number): void => put(to, timeAt(from), things[from] ?? 0);

  return {
    add: (at, what) => {
      let place = times.length;
      while (place > 0) {
        const parent = (place - 1) >> 1;
        if (timeAt(parent) <= at) break;
        copy(parent, place);
        place = parent;
      }
      put(place, at, what);
    },
    next: () => timeAt(0),
    take: () => {
      const first = things[0] ?? 0;
      const at = times.pop() ?? Infinity;
      const what = things.pop() ?? 0;
      let place = 0;
      while (times.length > 0) {
        let child = 2 * place + 1;
        if (timeAt(child + 1) < timeAt(child)) child += 1;
        if (timeAt(child) >= at) {
          put(place, at, what);
          break;
        }
        copy(child, place);
        place = child;
      }
      return first;
    },
  };
}
