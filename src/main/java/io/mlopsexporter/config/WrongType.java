package io.mlopsexporter.config;

/** The mistake of a list where a text is wanted, and the like. */
final class WrongType {
    private WrongType() {}

    /** @param fault {@code no list} */
    static Problem of(Item item, String fault, String expected) {
        if (item instanceof Item.Scalar scalar && scalar.sort() == Item.Sort.EMPTY) {
            return Problem.of(item.path(), item.line(), "has no value").expecting(expected);
        }
        return item.wrong("is " + fault).expecting(expected);
    }
}
