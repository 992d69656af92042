/** How long to wait before a lane is started again. */
export interface Backoff {
  /** Before the second try, in milliseconds. */
  readonly first: number;
  /** Never longer. */
  readonly most: number;
  /** A lane that ran so long begins anew with the first. */
  readonly steady: number;
}

/** Half a second, doubled up to half a minute; a lane that sold for a minute is a healthy one. */
export const USUAL_BACKOFF: Backoff = { first: 500, most: 30_000, steady: 60_000 };

/** The pause before try number `failures` + 1: between the half and the whole of what is due, so that lanes do not start in step. */
export function pause({ first, most }: Backoff, failures: number, dice: () => number): number {
  const due = Math.min(most, first * 2 ** Math.min(failures - 1, 30));
  return Math.round(due * (0.5 + dice() / 2));
}
