/** Counts and percentages as the portal writes them. */

/** `1,203` */
export function formatCount(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** `86.3%`; 100.0 % only when all and 0.0 % only when none; null where there is nothing to divide by. */
export function formatShare(part: number, whole: number): string | null {
  if (whole <= 0) return null
  let permille = Math.round((part * 1000) / whole)
  if (part < whole) permille = Math.min(permille, 999)
  if (part > 0) permille = Math.max(permille, 1)
  return `${Math.trunc(permille / 10)}.${permille % 10}%`
}

/** A count that the service does not tell, because fewer than ten could be told by it, reads `—`. */
export function tellGroup(count: number | null): string {
  return count === null ? '—' : formatCount(count)
}
