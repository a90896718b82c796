package io.github.jqodi.estimators.onnx;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Signature at the beginning of files that are given for ONNX models and are none.
 *
 * @param offset of the signature
 * @param bytes as Latin-1
 * @param what the file is, with advice
 */
record FileSignature(int offset, String bytes, String what) {
    private static final List<FileSignature> KNOWN = List.of(
            new FileSignature(
                    0,
                    "version https://git-lfs",
                    "a pointer of Git LFS, not the model itself. Fetch it: git lfs pull, or download the file from its page"),
            new FileSignature(
                    0,
                    "PK\u0003\u0004",
                    "a ZIP archive, as PyTorch saves models (.pt, .pth). Export it: torch.onnx.export"),
            new FileSignature(
                    0, "\u0089HDF", "an HDF5 file, as Keras saves models. Convert it: python -m tf2onnx.convert"),
            new FileSignature(4, "TFL3", "a TensorFlow Lite model. Convert it: python -m tf2onnx.convert --tflite"),
            new FileSignature(
                    4, "ORTM", "a model in ONNX Runtime's own format (.ort). Take the .onnx file it was made from"),
            new FileSignature(0, "\u001f\u008b", "compressed by gzip. Decompress it"),
            new FileSignature(0, "<!DOCTYPE", "a web page. Download the file itself"),
            new FileSignature(0, "<html", "a web page. Download the file itself"),
            new FileSignature(0, "{", "JSON or another text, not a model"));

    /** Bytes that have to be looked at. */
    static final int BYTES = 24;

    /** What a file is that begins so, empty if it may be a model. */
    static Optional<String> find(byte[] start, int length) {
        String text = new String(start, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
        return KNOWN.stream()
                .filter(known -> text.startsWith(known.bytes, known.offset))
                .map(FileSignature::what)
                .findFirst();
    }
}
