/** Changes of a list as they are put on what others have made of it meanwhile: nobody's change is lost. */

/**
 * Return the list that stands now with what was ticked and unticked since it was shown.
 *
 * @param shown As it was when the form was opened.
 * @param picked As the form has it.
 * @param now As it stands on the server.
 */
export function merged(
  shown: readonly string[],
  picked: readonly string[],
  now: readonly string[],
): string[] {
  const added = picked.filter((one) => !shown.includes(one));
  const gone = new Set(shown.filter((one) => !picked.includes(one)));
  return [...new Set([...now, ...added])].filter((one) => !gone.has(one));
}
