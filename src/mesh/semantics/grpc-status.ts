/** The codes of gRPC's statuses by their names. */
const CODES: readonly string[] = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

const OF_HTTP: { readonly [status: number]: string } = {
  400: 'INTERNAL',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'UNIMPLEMENTED',
  429: 'UNAVAILABLE',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'UNAVAILABLE',
};

const TO_HTTP: { readonly [name: string]: number } = {
  OK: 200,
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  OUT_OF_RANGE: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ABORTED: 409,
  ALREADY_EXISTS: 409,
  RESOURCE_EXHAUSTED: 429,
  CANCELLED: 499,
  UNIMPLEMENTED: 501,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
};

/** The code of a status of gRPC by its name; undefined for a name that is none. */
export function grpcCode(name: string): number | undefined {
  const code = CODES.indexOf(name);
  return code < 0 ? undefined : code;
}

/** The code that a proxy gives a gRPC client in place of an HTTP status. */
export function grpcCodeOfHttp(status: number): number {
  return CODES.indexOf(OF_HTTP[status] ?? 'UNKNOWN');
}

/** The HTTP status that a proxy gives other clients in place of a status of gRPC. */
export function httpStatusOfGrpc(code: number): number {
  return TO_HTTP[CODES[code] ?? ''] ?? 500;
}
