/** Arithmetic and argument rules that every other package leans on; not exported. */
package io.github.jqodi.base;
