/** Whether a path fits a template of an AuthorizationPolicy: `{*}` stands for one segment, `{**}` for any number of them. */
export function matchesPathTemplate(template: string, path: string): boolean {
  const [wanted, segments] = [template.split('/').slice(1), path.split('/').slice(1)];
  const rest = wanted.findIndex((each) => each === '{**}');
  if (rest < 0) {
    return wanted.length === segments.length && wanted.every((each, index) => fits(each, segments[index]));
  }
  const tail = wanted.slice(rest + 1);
  return (
    segments.length >= rest + tail.length &&
    wanted.slice(0, rest).every((each, index) => fits(each, segments[index])) &&
    tail.every((each, index) => fits(each, segments[segments.length - tail.length + index]))
  );
}

function fits(wanted: string, segment: string): boolean {
  return wanted === '{*}' ? segment !== '' : wanted === segment;
}
