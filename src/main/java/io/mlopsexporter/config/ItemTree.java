package io.mlopsexporter.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Gives YAML nodes their paths and lines, and reports what YAML allows and a configuration does not. */
final class ItemTree {
    /** Aliases repeat what they name: a few lines could stand for billions of items, or for themselves. */
    private static final int MOST_ITEMS = 200_000;

    private static final Map<Tag, Item.Sort> SORTS = Map.of(
            Tag.STR, Item.Sort.TEXT,
            Tag.INT, Item.Sort.INTEGER,
            Tag.FLOAT, Item.Sort.DECIMAL,
            Tag.BOOL, Item.Sort.BOOLEAN,
            Tag.NULL, Item.Sort.EMPTY);

    /** More than any section is deep, and less than what the stack bears. */
    private static final int DEEPEST = 100;

    private static final CoreResolver RESOLVER = new CoreResolver();

    private final Reading reading;
    private int items;
    private int depth;

    ItemTree(Reading reading) {
        this.reading = reading;
    }

    Item item(Node root) {
        return item(root, "", lineOf(root), 0);
    }

    private Item item(Node node, String path, int line, int position) {
        items++;
        depth++;
        if (items > MOST_ITEMS || depth > DEEPEST) {
            throw new TooLarge(line);
        }
        Item item = itemOfNode(node, path, line, position);
        depth--;
        return item;
    }

    private Item itemOfNode(Node node, String path, int line, int position) {
        if (node instanceof MappingNode mapping) {
            checkTag(node, Tag.MAP, path, line);
            return mapping(mapping, path, line, position);
        }
        if (node instanceof SequenceNode sequence) {
            checkTag(node, Tag.SEQ, path, line);
            return sequence(sequence, path, line);
        }
        return scalar((ScalarNode) node, path, line);
    }

    private Item scalar(ScalarNode node, String path, int line) {
        boolean plain = node.isPlain();
        Item.Sort sort = SORTS.get(node.getTag());
        if (sort == null || (!plain && sort != Item.Sort.TEXT) || (plain && isForced(node, sort))) {
            reportTag(node, path, line);
            return Item.Scalar.text(path, line, node.getValue());
        }
        return new Item.Scalar(path, line, sort, node.getValue());
    }

    /** Whether a tag such as {@code !!int} makes of a plain value what it is not. */
    private static boolean isForced(ScalarNode node, Item.Sort sort) {
        Tag own = RESOLVER.resolve(node.getNodeId(), node.getValue(), true);
        return sort != Item.Sort.TEXT && !own.equals(node.getTag());
    }

    private Item.Mapping mapping(MappingNode node, String path, int line, int position) {
        Map<String, Item> entries = new LinkedHashMap<>();
        Map<String, Integer> keyLines = new HashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            int keyLine = lineOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                reading.report(Problem.of(path, keyLine, "a key is no text").expecting("a single word and a colon"));
                continue;
            }
            String name = key.getValue();
            String keyPath = path.isEmpty() ? name : path + "." + name;
            Integer first = keyLines.putIfAbsent(name, keyLine);
            if (first == null) {
                entries.put(name, item(tuple.getValueNode(), keyPath, keyLine, 0));
            } else {
                reading.report(Problem.of(keyPath, keyLine, "duplicate key, first on line " + first));
            }
        }
        return new Item.Mapping(path, line, position, entries, keyLines);
    }

    private Item.Sequence sequence(SequenceNode node, String path, int line) {
        List<Item> elements = new ArrayList<>();
        for (Node element : node.getValue()) {
            int index = elements.size();
            elements.add(item(element, path + "[" + index + "]", lineOf(element), index));
        }
        return new Item.Sequence(path, line, elements);
    }

    private void checkTag(Node node, Tag plain, String path, int line) {
        if (!node.getTag().equals(plain)) {
            reportTag(node, path, line);
        }
    }

    private void reportTag(Node node, String path, int line) {
        reading.report(
                Problem.of(path, line, "the tag " + Shown.plain(node.getTag().getValue()) + " has no meaning here")
                        .expecting("a value without a tag"));
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The file stands for more items than any real configuration has. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;

        TooLarge(int line) {
            super("its aliases repeat themselves without end, or too often");
            this.line = line;
        }

        int line() {
            return line;
        }
    }
}
