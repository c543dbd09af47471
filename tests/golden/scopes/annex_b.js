// Functions in blocks of sloppy code also make a var, where a var of the name could stand.
function sloppy(parameter) {
  { function plain() {} }
  { let blocked; { function blocked() {} } }
  { function parameter() {} }
  { function twice() {} function twice() {} }
  { async function waiting() {} function* yielding() {} }
  try {} catch (caught) { { function caught() {} } var caught = 1; }
  if (plain) function branch() {} else function branch() {}
  switch (plain) { case 1: function clause() {} }
  label: function labelled() {}
  return plain;
}
function strict() {
  'use strict';
  { function plain() {} }
  return plain;
}
{ function global() {} }
function named() { arguments; { function arguments() {} } }
