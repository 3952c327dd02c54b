#include "formats/xlsx/shared_strings.h"

#include "aurora/core/error.h"
#include "formats/xlsx/scanner.h"
#include "formats/xlsx/xml_part.h"

#include <limits>

namespace aurora::formats::xlsx {

namespace {

/// `<sst …><si><t>…</t></si>…</sst>`.
class UsualStrings : public UsualForm
{
public:
    UsualStrings(SharedStrings& strings, std::size_t wanted) : m_strings(strings), m_wanted(wanted) {}

    Scan scanHead(std::string_view text, std::size_t& used) override
    {
        const std::size_t root = text.find("<sst");
        const std::size_t end = root == std::string_view::npos ? root : text.find('>', root);
        if (end == std::string_view::npos) {
            return Scan::NeedsMore;
        }
        if (!isUsualHead(text.substr(0, end)) || text[end - 1] == '/') {
            return Scan::Unusual;
        }
        used = end + 1;
        return Scan::Finished;
    }

    Scan scanItems(std::string_view text, std::size_t& used) override
    {
        Scanner scanner(text);
        for (;;) {
            scanner.skipBlanks();
            const Step step = scanner.take("<si>")     ? item(scanner)
                              : scanner.take("</sst>") ? Step::Done
                                                       : other(scanner);
            if (step != Step::Done) {
                return step == Step::Short ? Scan::NeedsMore : Scan::Unusual;
            }
            used = static_cast<std::size_t>(scanner.at() - text.data());
            if (text[used - 2] == 't') {  // of </sst>; items end with </si>
                return Scan::Finished;
            }
            if (m_strings.size() >= m_wanted) {
                return Scan::Stopped;
            }
        }
    }

private:
    static Step other(Scanner& scanner)
    {
        // What begins like an item or the end may be cut off.
        Scanner asItem = scanner;
        Scanner asEnd = scanner;
        return asItem.expect("<si>") == Step::Short || asEnd.expect("</sst>") == Step::Short ? Step::Short
                                                                                             : Step::Unusual;
    }

    Step item(Scanner& scanner)
    {
        if (!scanner.take("<t>") && !scanner.take("<t xml:space=\"preserve\">")) {
            Scanner rest = scanner;
            return rest.expect("<t>") == Step::Short || scanner.expect("<t xml:space=\"preserve\">") == Step::Short
                       ? Step::Short
                       : Step::Unusual;
        }
        std::string_view text;
        bool hasEntities = false;
        Step step = scanner.text(text, hasEntities);
        step = step == Step::Done ? scanner.expect("</t></si>") : step;
        if (step != Step::Done) {
            return step;
        }
        const std::size_t before = m_strings.text().size();
        if (!hasEntities) {
            m_strings.append(text);
        } else if (!appendUnescaped(m_strings.text(), text)) {
            m_strings.text().resize(before);
            return Step::Unusual;
        }
        m_strings.finishText();
        return Step::Done;
    }

    SharedStrings& m_strings;
    const std::size_t m_wanted;
};

/// Any form: a text may come in runs (`<r>`), and with its pronunciation (`<rPh>`), which is no part of it.
class AnyStrings : public XmlEvents
{
public:
    AnyStrings(SharedStrings& strings, std::size_t wanted) : m_strings(strings), m_wanted(wanted) {}

    void begin(std::string_view name, Attributes /*attributes*/) override
    {
        m_pronunciations += name == "rPh" ? 1 : 0;
        m_inText = name == "t" && m_pronunciations == 0;
    }

    void end(std::string_view name) override
    {
        m_pronunciations -= name == "rPh" ? 1 : 0;
        m_inText = false;
        if (name == "si") {
            m_strings.finishText();
        }
    }

    void text(std::string_view text) override
    {
        if (m_inText) {
            m_strings.append(text);
        }
    }

    [[nodiscard]] bool stopped() const override { return m_strings.size() >= m_wanted; }

private:
    SharedStrings& m_strings;
    const std::size_t m_wanted;
    int m_pronunciations = 0;
    bool m_inText = false;
};

}  // namespace

SharedStrings::SharedStrings(ReadAhead& source, std::string_view part, std::size_t wanted, Progress& progress)
{
    UsualStrings usual(*this, wanted);
    AnyStrings any(*this, wanted);
    readPart(source, part, usual, any, progress);
}

void SharedStrings::finishText()
{
    if (m_text.size() > std::numeric_limits<std::uint32_t>::max()) {
        throw FormatError("The workbook has more than 4 GiB of texts; that is refused. Nothing was read.");
    }
    m_ends.push_back(static_cast<std::uint32_t>(m_text.size()));
}

}  // namespace aurora::formats::xlsx
