package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Optional;

/** A whole number between two limits, both included. */
record WholeNumber(long least, long most) implements Type<Long> {
    @Override
    public Optional<Long> read(Item item, Reading reading) {
        if (item instanceof Item.Scalar scalar && scalar.sort() == Item.Sort.INTEGER) {
            BigInteger number = new BigInteger(scalar.text());
            if (number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0) {
                return Optional.of(number.longValueExact());
            }
            reading.report(item.wrong("is out of range").expecting(expected()));
        } else {
            reading.report(item.wrong("is no whole number").expecting(expected()));
        }
        return Optional.empty();
    }

    @Override
    public String expected() {
        return "a whole number from " + least + " to " + most;
    }

    @Override
    public ObjectNode schema() {
        return Json.object().put("type", "integer").put("minimum", least).put("maximum", most);
    }

    @Override
    public String label() {
        return "whole number";
    }
}
