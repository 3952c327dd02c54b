#pragma once

#include "aurora/core/json.h"
#include "gui/preferences/form_fields.h"

#include <QWidget>

#include <vector>

class QFormLayout;
class QLabel;
class QLineEdit;

namespace aurora::gui {

/// Edits keys of a JSON object, a row a key, with the reason below a field that is refused. Keys it does not know stay
/// in the object.
class JsonForm final : public QWidget
{
    Q_OBJECT

public:
    JsonForm(std::span<const FieldInfo> fields, QWidget* parent = nullptr);

    void setContent(const Json& content);

    [[nodiscard]] const Json& content() const noexcept { return m_content; }

    /// Shows a message of the configuration (`"port" is 99999, but must be …`) below the field of its key.
    /// @return whether it is about one of the fields
    bool showProblem(const QString& message);

    /// The field of a key, to be focused.
    [[nodiscard]] QWidget* field(const QString& key) const;

Q_SIGNALS:
    void edited();

private:
    struct Row
    {
        FieldInfo info;
        QWidget* editor = nullptr;
        QLabel* reason = nullptr;
    };

    void addRow(const FieldInfo& info);
    QWidget* makeEditor(const FieldInfo& info);
    QWidget* withBrowseButton(QLineEdit* line, const FieldInfo& info);
    void take(const FieldInfo& info, const QString& text);
    void show(const Row& row) const;

    QFormLayout* m_layout;
    std::vector<Row> m_rows;
    Json m_content = Json::object();
};

}  // namespace aurora::gui
