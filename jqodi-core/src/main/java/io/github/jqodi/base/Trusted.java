package io.github.jqodi.base;

/** Marks the library's own implementations of what a caller may implement as well: their answers need no checks. */
public interface Trusted {}
