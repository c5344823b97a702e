/**
 * Milliseconds of processor time the calling thread spends on a piece of work: the cheapest of three attempts at most, fewer
 * when one is within `enough`. What is to be shown is what the work costs; a machine that is busy, or a collection of
 * everything the process has kept so far, can only add to that.
 */
export async function measureCost(enough: number, work: () => unknown): Promise<number> {
  let cheapest = Infinity;
  for (let attempt = 0; attempt < 3 && cheapest >= enough; attempt += 1) {
    const before = process.threadCpuUsage();
    await work();
    const { user, system } = process.threadCpuUsage(before);
    cheapest = Math.min(cheapest, (user + system) / 1_000);
  }
  return cheapest;
}
