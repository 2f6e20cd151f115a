/** What whoever called a command has to mend; it is told without a stack. */
export class UsageError extends Error {}
