/** Words of a sentence that are looked for nowhere. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'how the a an of and or to in for is are was be been on with by from as it its that this these those does do did done what where ' +
    'when which who why at into via between through each used using use work works can could should would will may might has have had ' +
    'there their them they we you i my our your me if then than so not no any all some one also get gets got whether such about'
  ).split(' '),
);
