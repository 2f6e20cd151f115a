/** Whether an object of a namespace is visible in another: `*` is everywhere, `.` its own namespace, `~` nowhere. */
export function isExportedTo(exportTo: readonly string[], owner: string, namespace: string): boolean {
  return exportTo.some((target) => target === '*' || target === namespace || (target === '.' && owner === namespace));
}
