/** A share as per cent, in two digits; what is there but too little to show is less than. */
export function formatShare(share: number): string {
  if (share === 0) return '0';
  if (share < 0.0001) return '< 0.01 %';
  return `${Number((share * 100).toPrecision(2))} %`;
}

/** Milliseconds, in whole ones from ten on. */
export function formatMs(ms: number): string {
  return `${ms < 10 ? Number(ms.toPrecision(2)) : Math.round(ms)} ms`;
}

export function formatDollars(dollars: number): string {
  return `$${dollars.toFixed(2)}`;
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
