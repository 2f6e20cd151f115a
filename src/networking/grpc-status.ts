/**
 * The statuses of gRPC, by the names that Istio takes.
 *
 * @see https://github.com/grpc/grpc/blob/master/doc/statuscodes.md
 */
export enum GrpcStatus {
  /** 0: success. */
  OK = 'OK',
  /** 1: the caller has given up. */
  CANCELLED = 'CANCELLED',
  /** 2: an error that no other status describes. */
  UNKNOWN = 'UNKNOWN',
  /** 3: an argument is wrong, whatever the state of the server. */
  INVALID_ARGUMENT = 'INVALID_ARGUMENT',
  /** 4: it took too long. */
  DEADLINE_EXCEEDED = 'DEADLINE_EXCEEDED',
  /** 5: there is no such thing. */
  NOT_FOUND = 'NOT_FOUND',
  /** 6: there is such a thing already. */
  ALREADY_EXISTS = 'ALREADY_EXISTS',
  /** 7: the caller is known and not allowed to. */
  PERMISSION_DENIED = 'PERMISSION_DENIED',
  /** 8: a quota or a disk is used up. */
  RESOURCE_EXHAUSTED = 'RESOURCE_EXHAUSTED',
  /** 9: the server is not in the state that the call needs. */
  FAILED_PRECONDITION = 'FAILED_PRECONDITION',
  /** 10: another call got in the way. */
  ABORTED = 'ABORTED',
  /** 11: past the end of what there is. */
  OUT_OF_RANGE = 'OUT_OF_RANGE',
  /** 12: the server does not know the method. */
  UNIMPLEMENTED = 'UNIMPLEMENTED',
  /** 13: something in the server is broken. */
  INTERNAL = 'INTERNAL',
  /** 14: nobody serves at the moment; try again. */
  UNAVAILABLE = 'UNAVAILABLE',
  /** 15: data is lost for good. */
  DATA_LOSS = 'DATA_LOSS',
  /** 16: the caller has not shown who it is. */
  UNAUTHENTICATED = 'UNAUTHENTICATED',
}
