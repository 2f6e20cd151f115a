/** Tells the time. */
export type Clock = () => Date;

/** This machine's time. */
export const systemClock: Clock = () => new Date();
