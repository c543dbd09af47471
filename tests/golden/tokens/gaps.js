#!/usr/bin/env whipsnake
// a comment, /* and another */ then a line end that ends the statement
a/*
*/b
x = y / z / w, /re/g
"\u{1F600}é\
continued"
<!-- an old comment
