#include "gui/protocols/protocol_editor.h"

#include "gui/frame/qt_text.h"

#include <algorithm>

namespace aurora::gui {

void ProtocolEditor::open(const std::filesystem::path& file, services::OpenedProtocol opened)
{
    m_name = toQString(pathText(file.stem()));
    m_file = opened.translated ? std::nullopt : std::optional(file);
    m_fileText = std::move(opened.text);
    m_unsaved = opened.translated;
    start(std::move(opened.protocol));
}

void ProtocolEditor::openNew(const QString& name, protocols::EditedProtocol protocol)
{
    m_name = name;
    m_file.reset();
    m_fileText.clear();
    m_unsaved = !protocol.steps.empty();
    start(std::move(protocol));
}

void ProtocolEditor::reopen(const QString& name, const std::optional<std::filesystem::path>& file, std::string fileText,
                            protocols::EditedProtocol protocol)
{
    m_name = name;
    m_file = file;
    m_fileText = std::move(fileText);
    m_unsaved = true;
    start(std::move(protocol));
}

void ProtocolEditor::close()
{
    m_file.reset();
    m_name.clear();
    m_fileText.clear();
    m_unsaved = false;
    start(protocols::newProtocol());
    m_open = false;
    Q_EMIT opened();
}

void ProtocolEditor::start(protocols::EditedProtocol protocol)
{
    m_open = true;
    ++m_document;
    m_history = protocols::EditHistory(std::move(protocol));
    m_problems = protocols::problemsOf(m_history.now());
    Q_EMIT opened();
}

const protocols::StepProblem* ProtocolEditor::problemOf(protocols::StepKey step, std::string_view key) const
{
    const protocols::StepProblem* worst = nullptr;
    for (const protocols::StepProblem& problem : m_problems) {
        const bool concerns = problem.step == step && (key.empty() || problem.key == key);
        const auto rank = [](const protocols::StepProblem& one) {
            return one.severity == protocols::Severity::Wrong     ? 2
                   : one.severity == protocols::Severity::Missing ? 1
                                                                  : 0;
        };
        if (concerns && (worst == nullptr || rank(problem) > rank(*worst))) {
            worst = &problem;
        }
    }
    return worst;
}

QString ProtocolEditor::whyNotComplete() const
{
    const auto blocks = [](const protocols::StepProblem& problem) {
        return problem.severity != protocols::Severity::Doubt;
    };
    const auto first = std::find_if(m_problems.begin(), m_problems.end(), blocks);
    if (first == m_problems.end()) {
        return {};
    }
    const std::optional<std::size_t> index =
        first->step ? protocols::indexOf(protocol(), *first->step) : std::optional<std::size_t>();
    const QString sentence = toQString(first->sentence);
    return index ? tr("Step %1: %2").arg(QString::number(*index + 1), sentence) : sentence;
}

bool ProtocolEditor::isModified() const
{
    return m_open && (m_unsaved || !m_history.isSaved());
}

void ProtocolEditor::edit(protocols::EditedProtocol next, const std::string& merge)
{
    ++m_edits;
    m_history.edit(std::move(next), merge);
    update();
}

void ProtocolEditor::undo()
{
    ++m_edits;
    m_history.undo();
    update();
}

void ProtocolEditor::redo()
{
    ++m_edits;
    m_history.redo();
    update();
}

void ProtocolEditor::lostFile()
{
    m_unsaved = true;
    update();
}

void ProtocolEditor::savedTo(const std::filesystem::path& file, std::string text, protocols::EditedProtocol written)
{
    m_file = file;
    m_name = toQString(pathText(file.stem()));
    m_fileText = std::move(text);
    m_unsaved = false;
    m_history.markSaved(std::move(written));
    update();
}

void ProtocolEditor::renamedTo(const std::filesystem::path& file)
{
    m_file = file;
    m_name = toQString(pathText(file.stem()));
    update();
}

std::string ProtocolEditor::document() const
{
    return std::to_string(reinterpret_cast<std::uintptr_t>(this)) + "/" + std::to_string(m_document);
}

void ProtocolEditor::update()
{
    m_problems = protocols::problemsOf(m_history.now());
    Q_EMIT changed();
}

}  // namespace aurora::gui
