/** What is wrong with something that was typed, and where. */
export class FieldError extends Error {
  constructor(
    /** The id of the field. */
    public readonly field: string,
    message: string,
  ) {
    super(message);
  }
}
