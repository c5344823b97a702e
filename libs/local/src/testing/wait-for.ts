/** Looks again and again until there is something to see. Rejects after 20 s with what was seen last. */
export async function waitFor<T>(look: () => Promise<T | undefined>): Promise<T> {
  const until = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > until) throw new Error('It was waited for in vain.');
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
}
