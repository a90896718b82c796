module consumer {
    requires io.github.jqodi;
}
