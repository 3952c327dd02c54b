#pragma once

#include "aurora/config/key_refused.h"
#include "aurora/core/json.h"
#include "gui/preferences/form_fields.h"

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;
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

    /// Shows below the field of a key why it is refused; nothing: none is.
    /// @return whether it is about one of the fields
    bool showProblem(const std::optional<config::RefusedKey>& refused);

    /// Says below the field of a key what is worth knowing of its value, which can be used all the same; empty:
    /// nothing. Where a value is refused, that alone is said.
    void showDoubt(const QString& key, const QString& doubt);

    /// As wide as the widest label.
    [[nodiscard]] int labelWidth() const;

    /// Forms of one page begin their fields at the same place.
    void setLabelWidth(int width_px);

    /// The field of a key, to be focused.
    [[nodiscard]] QWidget* field(const QString& key) const;

Q_SIGNALS:
    void edited();

private:
    struct Row
    {
        FieldInfo info;
        QLabel* label = nullptr;
        QWidget* cell = nullptr;  ///< the editor with its button and the reason
        QWidget* editor = nullptr;
        QLabel* reason = nullptr;
        QString refused{};  ///< why
        QString doubt{};
    };

    void addRow(const FieldInfo& info);
    QWidget* makeEditor(const FieldInfo& info);
    QWidget* withBrowseButton(QLineEdit* line, const FieldInfo& info);
    void take(const FieldInfo& info, const QString& text);
    void show(const Row& row) const;
    /// What there is to say below the field.
    void tell(const Row& row) const;
    /// Only rows that mean something for this kind of server, and those that are refused.
    void showRows();

    QGridLayout* m_layout;
    std::vector<Row> m_rows;
    Json m_content = Json::object();
};

}  // namespace aurora::gui
