#include "formats/xlsx/sheet.h"

#include "formats/xlsx/row_builder.h"
#include "formats/xlsx/scanner.h"
#include "formats/xlsx/xml_part.h"

namespace aurora::formats::xlsx {

namespace {

constexpr std::size_t largestCellText = 32'767 * 4;  // of Excel, in bytes of UTF-8

/// `<sheetData><row …><c r="A1" t="s"><v>…</v></c><c t="inlineStr"><is><t>…</t></is></c></row>…</sheetData>`.
class UsualSheet : public UsualForm
{
public:
    explicit UsualSheet(RowBuilder& rows) : m_rows(rows) {}

    Scan scanHead(std::string_view text, std::size_t& used) override
    {
        constexpr std::string_view data = "<sheetData>";
        const std::size_t at = text.find(data);
        if (at == std::string_view::npos) {
            return Scan::NeedsMore;
        }
        if (!isUsualHead(text.substr(0, at))) {
            return Scan::Unusual;
        }
        used = at + data.size();
        return Scan::Finished;
    }

    Scan scanItems(std::string_view text, std::size_t& used) override
    {
        Scanner scanner(text);
        for (;;) {
            scanner.skipBlanks();
            const Scanner before = scanner;
            const bool isRow = scanner.take("<row");
            const Step step = isRow ? row(scanner) : scanner.expect("</sheetData>");
            if (step != Step::Done) {
                return step == Step::Short || beginsRow(before) ? Scan::NeedsMore : Scan::Unusual;
            }
            used = static_cast<std::size_t>(scanner.at() - text.data());
            if (!isRow) {
                return Scan::Finished;
            }
            m_rows.endRow();
            if (m_rows.stopped()) {
                return Scan::Stopped;
            }
        }
    }

private:
    struct CellHead
    {
        std::uint32_t column = 0;
        Storage storage = Storage::Number;
        bool isEmpty = false;  ///< `<c …/>`
    };

    /// Whether the text ends within `<row`.
    static bool beginsRow(Scanner scanner) { return scanner.expect("<row") == Step::Short; }

    Step row(Scanner& scanner)
    {
        m_rows.beginRow();
        bool isEmpty = false;
        if (const Step step = rest(scanner, isEmpty, [](auto, auto) { return true; }); step != Step::Done || isEmpty) {
            return step;
        }
        for (;;) {
            scanner.skipBlanks();
            if (scanner.take("<c")) {
                if (const Step step = cell(scanner); step != Step::Done) {
                    return step;
                }
            } else {
                return scanner.expect("</row>");
            }
        }
    }

    /// The attributes of an opening tag, and its end.
    template <class OnAttribute>
    static Step rest(Scanner& scanner, bool& isEmpty, OnAttribute&& onAttribute)
    {
        while (scanner.peek() == ' ') {
            scanner.skipBlanks();
            if (scanner.peek() == '/' || scanner.peek() == '>') {
                break;
            }
            std::string_view name;
            std::string_view value;
            if (const Step step = scanner.attribute(name, value); step != Step::Done) {
                return step;
            }
            if (!onAttribute(name, value)) {
                return Step::Unusual;
            }
        }
        if (scanner.peek() == '>') {
            scanner.skip(1);
            return Step::Done;
        }
        isEmpty = true;
        return scanner.expect("/>");
    }

    Step cell(Scanner& scanner)
    {
        CellHead head{.column = m_rows.nextColumn()};
        const Step step = rest(scanner, head.isEmpty, [&](std::string_view name, std::string_view value) {
            if (name == "r") {
                const auto column = columnOf(value);
                head.column = column.value_or(head.column);
                return column.has_value();
            }
            if (name == "t") {
                const auto storage = storageOf(value);
                head.storage = storage.value_or(head.storage);
                return storage.has_value();
            }
            return true;
        });
        if (step != Step::Done) {
            return step;
        }
        if (head.column >= largestColumnCount) {
            return Step::Unusual;
        }
        if (head.isEmpty || scanner.take("</c>")) {
            m_rows.addEmpty(head.column);
            return Step::Done;
        }
        return content(scanner, head);
    }

    Step content(Scanner& scanner, const CellHead& head)
    {
        std::string_view closing = "</v></c>";
        if (scanner.take("<is><t>") || scanner.take("<is><t xml:space=\"preserve\">")) {
            closing = "</t></is></c>";
        } else if (!scanner.take("<v>")) {
            return opening(scanner);
        }
        std::string_view text;
        bool hasEntities = false;
        Step step = scanner.text(text, hasEntities);
        step = step == Step::Done ? scanner.expect(closing) : step;
        if (step != Step::Done) {
            return step;
        }
        if (hasEntities) {
            std::string& kept = m_rows.keptText();
            if (!appendUnescaped(kept, text)) {
                return Step::Unusual;
            }
            text = kept;
        }
        m_rows.add(head.column, head.storage, text);
        return Step::Done;
    }

    /// Short when what is there may become one of the openings of content().
    static Step opening(const Scanner& scanner)
    {
        for (const std::string_view usual : {"<v>", "<is><t>", "<is><t xml:space=\"preserve\">", "</c>"}) {
            Scanner attempt = scanner;
            if (attempt.expect(usual) == Step::Short) {
                return Step::Short;
            }
        }
        return Step::Unusual;
    }

    RowBuilder& m_rows;
};

/// Any form of a sheet.
class AnySheet : public XmlEvents
{
public:
    explicit AnySheet(RowBuilder& rows) : m_rows(rows) {}

    void begin(std::string_view name, Attributes attributes) override
    {
        m_pronunciations += name == "rPh" ? 1 : 0;
        if (name == "row") {
            m_inRow = true;
            m_rows.beginRow();
        } else if (name == "c" && m_inRow) {
            beginCell(attributes);
        }
        m_inValue = m_inCell && (name == "v" || (name == "t" && m_pronunciations == 0));
    }

    void end(std::string_view name) override
    {
        m_pronunciations -= name == "rPh" ? 1 : 0;
        m_inValue = false;
        if (name == "c" && m_inCell) {
            m_inCell = false;
            std::string& kept = m_rows.keptText();
            kept.swap(m_text);
            m_rows.add(m_column, m_storage, kept);
        } else if (name == "row" && m_inRow) {
            m_inRow = false;
            m_rows.endRow();
        }
    }

    void text(std::string_view text) override
    {
        if (!m_inValue) {
            return;
        }
        m_text += text;
        if (m_text.size() > largestCellText) {
            m_rows.fail("a cell holds more text than the 32767 characters that Excel allows.");
        }
    }

    [[nodiscard]] bool stopped() const override { return m_rows.stopped(); }

private:
    void beginCell(Attributes attributes)
    {
        m_inCell = true;
        m_text.clear();
        m_column = m_rows.nextColumn();
        m_storage = Storage::Number;
        for (const auto& [name, value] : attributes) {
            if (name == "r") {
                m_column = columnOf(value).value_or(largestColumnCount);
            } else if (name == "t") {
                m_storage = storageOf(value).value_or(Storage::Text);
            }
        }
        if (m_column >= largestColumnCount) {
            m_rows.fail("a cell says that it stands where no column is.");
        }
    }

    RowBuilder& m_rows;
    std::string m_text;
    std::uint32_t m_column = 0;
    Storage m_storage = Storage::Number;
    int m_pronunciations = 0;
    bool m_inRow = false;
    bool m_inCell = false;
    bool m_inValue = false;
};

}  // namespace

void readSheet(ReadAhead& source, std::string_view part, const SharedStrings* strings, SheetReceiver& receiver,
               Progress& progress)
{
    RowBuilder rows(part, strings, receiver);
    UsualSheet usual(rows);
    AnySheet any(rows);
    readPart(source, part, usual, any, progress);
}

}  // namespace aurora::formats::xlsx
