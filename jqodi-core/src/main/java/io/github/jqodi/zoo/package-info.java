/** Ready architectures, device presets and links, each number with its source; used by no other package. */
package io.github.jqodi.zoo;
