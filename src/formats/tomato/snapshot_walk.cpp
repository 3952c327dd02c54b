#include "formats/tomato/snapshot_walk.h"

#include "aurora/core/error.h"
#include "aurora/formats/tomato/snapshot_layout.h"

namespace aurora::formats::tomato {

namespace {

class Walk
{
public:
    Walk(SnapshotText& text, const std::function<void(RecordRun)>& receive) : m_text(text), m_receive(receive) {}

    SnapshotFacts run()
    {
        try {
            wholeFile();
        } catch (const CutOff&) {
            m_facts.cutOffAt = m_text.offset();
        }
        if (!m_hasSteps) {
            throw FormatError(m_facts.cutOffAt
                                  ? "not a complete tomato snapshot: it ends at byte " +
                                        std::to_string(m_text.offset()) + " before its first step. Nothing was read."
                                  : "not a tomato snapshot: it has no \"steps\". Nothing was read.");
        }
        return std::move(m_facts);
    }

private:
    void wholeFile()
    {
        members([this](const std::string& name) {
            if (name == key::metadata) {
                m_facts.metadata = description("metadata");
            } else if (name == key::steps) {
                elements([this] { step(); });
            } else {
                m_text.takeValue(nullptr);
            }
        });
        if (!m_text.atEnd()) {
            throw FormatError("not one JSON document: there is more behind its end at byte " +
                              std::to_string(m_text.offset()) + ". Nothing was read.");
        }
    }

    void step()
    {
        m_hasSteps = true;
        Json metadata = Json::object();
        members([&](const std::string& name) {
            if (name == key::metadata) {
                metadata = description("metadata of a step");
            } else if (name == key::data) {
                records();
            } else {
                m_text.takeValue(nullptr);
            }
        });
        constexpr std::size_t mostSteps = 1000;  // a damaged file must not fill the memory with empty ones
        if (m_facts.steps.size() < mostSteps) {
            m_facts.steps.push_back(std::move(metadata));
        }
    }

    void records()
    {
        expect('[');
        if (m_text.peek() == ']') {
            m_text.take();
            return;
        }
        for (;;) {
            m_receive(m_text.takeElements());
            if (!goesOn(']')) {
                return;
            }
        }
    }

    /// @param member  takes the value of a member of this name
    template <class Member>
    void members(Member&& member)
    {
        expect('{');
        if (m_text.peek() == '}') {
            m_text.take();
            return;
        }
        do {
            const std::string name = m_text.takeString();
            expect(':');
            member(name);
        } while (goesOn('}'));
    }

    template <class Element>
    void elements(Element&& element)
    {
        expect('[');
        if (m_text.peek() == ']') {
            m_text.take();
            m_hasSteps = true;
            return;
        }
        do {
            element();
        } while (goesOn(']'));
    }

    /// Takes a comma, or the bracket that ends the list.
    bool goesOn(char end)
    {
        if (m_text.peek() == end) {
            m_text.take();
            return false;
        }
        expect(',');
        return true;
    }

    void expect(char wanted)
    {
        const char found = m_text.take();
        if (found != wanted) {
            throw FormatError("not a tomato snapshot: at byte " + std::to_string(m_text.offset() - 1) + " '" + wanted +
                              "' was expected, but '" + found + "' was found. Nothing was read.");
        }
    }

    Json description(const std::string& what)
    {
        std::string text;
        if (!m_text.takeValue(&text)) {
            m_facts.leftOut.push_back("the " + what + " is too large or too deeply nested, and was left out");
            return Json::object();
        }
        try {
            return parseJson(text, "the " + what);
        } catch (const Error& error) {
            throw FormatError("not a tomato snapshot: before byte " + std::to_string(m_text.offset()) + ", " +
                                  error.what() + " Nothing was read.",
                              error.cause());
        }
    }

    SnapshotText& m_text;
    const std::function<void(RecordRun)>& m_receive;
    SnapshotFacts m_facts;
    bool m_hasSteps = false;
};

}  // namespace

SnapshotFacts walkSnapshot(SnapshotText& text, const std::function<void(RecordRun)>& receive)
{
    return Walk(text, receive).run();
}

}  // namespace aurora::formats::tomato
