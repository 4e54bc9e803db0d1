from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("swot", "0003_curation")]

    operations = [
        migrations.AddField(
            model_name="snapshot",
            name="name",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="snapshot",
            name="says",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
