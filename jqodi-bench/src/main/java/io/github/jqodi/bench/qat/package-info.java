/** Public measurements of quantization-aware fine-tuning as they stand in a folder: curves, compression losses and update parts. */
@NullMarked
package io.github.jqodi.bench.qat;

import org.jspecify.annotations.NullMarked;
