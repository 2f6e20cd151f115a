import { HttpFaultInjection } from '../../../mesh/wire/networking';

/** The percentage of requests that a fault concerns; zero where nothing is said of it. */
export function shareOf({ abort, delay }: HttpFaultInjection, kind: 'abort' | 'delay'): number {
  return kind === 'abort'
    ? (abort?.percentage?.value ?? 0)
    : delay?.percentage === undefined
      ? (delay?.percent ?? 0)
      : (delay.percentage.value ?? 0);
}

/** Whether a route fails or delays any request. */
export function injectsFaults(fault: HttpFaultInjection | undefined): boolean {
  return fault !== undefined && (shareOf(fault, 'abort') > 0 || shareOf(fault, 'delay') > 0);
}
