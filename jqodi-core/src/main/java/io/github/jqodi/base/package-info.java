/** Arithmetic and argument rules that every other package leans on; exported to the estimators alone. */
package io.github.jqodi.base;
